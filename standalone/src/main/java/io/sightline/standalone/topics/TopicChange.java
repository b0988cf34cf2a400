package io.sightline.standalone.topics;

/**
 * One thing in which a topic on the cluster differs from the contract.
 *
 * @param setting {@code topic}, {@code partitions}, {@code replicas}, or Kafka's own key
 * @param found what is there; {@code absent} for a topic that is not
 * @param wanted what the contract wants
 * @param unfit processors must not run on it as it is
 */
public record TopicChange(
    String topic, String setting, String found, String wanted, Risk risk, boolean unfit) {
  static final String TOPIC = "topic";
  static final String PARTITIONS = "partitions";
  static final String REPLICAS = "replicas";
  static final String ABSENT = "absent";

  /** What making the change may cost; the flag of {@code topics apply} that accepts it. */
  public enum Risk {
    NONE("", ""),
    SHORTER_RETENTION(
        "--allow-shorter-retention", "deletes records that are kept now and cannot be had back"),
    CLEANUP_POLICY(
        "--allow-cleanup-policy",
        "lets the broker delete by other rules, and what it deleted cannot be had back"),
    FEWER_REPLICAS("--allow-fewer-replicas", "deletes copies; the next failure may lose records"),
    /** Nothing makes this good but a new topic. */
    REFUSED(
        "",
        "never done: records with the same key would no longer meet; make it anew or use another"
            + " topics.prefix");

    private final String flag;
    private final String cost;

    Risk(String flag, String cost) {
      this.flag = flag;
      this.cost = cost;
    }

    /** Empty where none is needed, or none helps. */
    public String flag() {
      return flag;
    }

    /** In words; empty where it costs nothing. */
    public String cost() {
      return cost;
    }
  }

  /** As in {@code topic 'a.b' has retention.ms=1, expected 2}. */
  public String describe() {
    return switch (setting) {
      case TOPIC -> "topic '%s' is not there".formatted(topic);
      case PARTITIONS, REPLICAS ->
          "topic '%s' has %s %s, expected %s".formatted(topic, found, setting, wanted);
      default -> "topic '%s' has %s=%s, expected %s".formatted(topic, setting, found, wanted);
    };
  }
}
