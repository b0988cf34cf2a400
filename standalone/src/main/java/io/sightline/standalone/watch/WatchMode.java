package io.sightline.standalone.watch;

import io.sightline.avro.SiteMode;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.standalone.mode.SiteModes;
import java.time.Instant;
import java.util.Locale;

/** Sets the site of a run to a mode before the recording is opened. */
final class WatchMode implements Service {
  private final KafkaSettings kafka;
  private final String site;
  private final String mode;

  WatchMode(KafkaSettings kafka, String site, String mode) {
    this.kafka = kafka;
    this.site = site;
    this.mode = mode;
  }

  @Override
  public String name() {
    return "mode";
  }

  @Override
  public void start() throws Exception {
    SiteMode wanted = SiteMode.valueOf(mode.toUpperCase(Locale.ROOT));
    new SiteModes(kafka).set(site, wanted, "watch", Instant.EPOCH);
  }

  @Override
  public Health health() {
    return Health.up(mode);
  }

  @Override
  public void close() {}
}
