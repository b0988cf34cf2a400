package io.sightline.standalone.access;

/**
 * A consumer group of a role, and what goes with it.
 *
 * @param name of the group without the prefix; {@link #SITE} in it stands for the site
 * @param named the name is only the beginning of the groups' names
 * @param transactions it writes in transactions, whose ids begin with the name and a hyphen
 * @param internalTopics Kafka Streams keeps topics, whose names begin with the name and a hyphen
 */
record Member(String name, Named named, boolean transactions, boolean internalTopics) {
  static final String SITE = "{site}";

  /** How the name is meant. */
  enum Named {
    IN_FULL,
    BY_BEGINNING
  }

  static Member group(String name) {
    return new Member(name, Named.IN_FULL, false, false);
  }

  /** Consumes and produces in one transaction. */
  static Member loop(String name) {
    return new Member(name, Named.IN_FULL, true, false);
  }

  /** Several of them, for example one a channel. */
  static Member loops(String beginning) {
    return new Member(beginning, Named.BY_BEGINNING, true, false);
  }

  static Member streams(String name) {
    return new Member(name, Named.IN_FULL, true, true);
  }

  Member at(String site) {
    return new Member(name.replace(SITE, site), named, transactions, internalTopics);
  }

  /** What transactional ids and internal topics begin with. */
  String beginning() {
    return named == Named.BY_BEGINNING ? name : name + "-";
  }
}
