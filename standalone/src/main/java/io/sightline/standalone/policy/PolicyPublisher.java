package io.sightline.standalone.policy;

import io.sightline.avro.Policy;
import io.sightline.retention.PolicyConfig;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the policy of the configuration file at the start, as a new version where it changed:
 * for what is recorded from then on. What was recorded before is a person's to change.
 */
public final class PolicyPublisher implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyPublisher.class);

  private final KafkaSettings kafka;
  private final @Nullable PolicyConfig wanted;
  private final Clock clock;
  private volatile Health health = Health.starting("not started");

  /**
   * @param wanted null: none; what was published before stays in force
   */
  public PolicyPublisher(KafkaSettings kafka, @Nullable PolicyConfig wanted, Clock clock) {
    this.kafka = kafka;
    this.wanted = wanted;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public void start() throws Exception {
    PolicyConfig config = wanted;
    if (config == null) {
      health = Health.up("none configured");
      return;
    }
    Policies policies = new Policies(kafka);
    List<Policy> published = policies.all();
    Optional<Policy> next =
        Policies.next(
            published,
            config,
            false,
            "configuration",
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (next.isPresent()) {
      Policies.checkCameras(next.get(), policies.cameras());
      policies.publish(next.get());
      LOG.info("policy version {} published", next.get().getVersion());
    }
    health = Health.up("version " + next.map(Policy::getVersion).orElse(published.size()));
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {}
}
