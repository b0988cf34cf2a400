package io.sightline.standalone.access;

/**
 * What a role has besides topics of the contract, under one name.
 *
 * @param name without the prefix; {@link #SITE} in it stands for the site
 * @param named whether groups have the name, or only begin with it
 * @param group it reads in a consumer group
 * @param transactions it writes in transactions, whose ids begin with the name and a hyphen
 * @param internalTopics Kafka Streams keeps topics, whose names begin with the name and a hyphen
 */
record Member(
    String name, Named named, boolean group, boolean transactions, boolean internalTopics) {
  static final String SITE = "{site}";

  /** How the name is meant. */
  enum Named {
    IN_FULL,
    BY_BEGINNING
  }

  static Member group(String name) {
    return new Member(name, Named.IN_FULL, true, false, false);
  }

  /** Consumes and produces in one transaction. */
  static Member loop(String name) {
    return new Member(name, Named.IN_FULL, true, true, false);
  }

  /** Produces in transactions, and reads in no group. */
  static Member transactions(String name) {
    return new Member(name, Named.BY_BEGINNING, false, true, false);
  }

  /** Several of them, for example one a channel. */
  static Member loops(String beginning) {
    return new Member(beginning, Named.BY_BEGINNING, true, true, false);
  }

  static Member streams(String name) {
    return new Member(name, Named.IN_FULL, true, true, true);
  }

  Member at(String site) {
    return new Member(name.replace(SITE, site), named, group, transactions, internalTopics);
  }

  /** What transactional ids and internal topics begin with. */
  String beginning() {
    return named == Named.BY_BEGINNING ? name : name + "-";
  }
}
