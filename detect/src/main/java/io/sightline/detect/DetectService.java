package io.sightline.detect;

import io.sightline.avro.FrameRef;
import io.sightline.runtime.Health;
import io.sightline.runtime.Service;
import io.sightline.runtime.TransactionalLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop with the native memory it uses. */
final class DetectService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(DetectService.class);

  private final TransactionalLoop<FrameRef> loop;
  private final DetectStep step;
  private final Models models;
  private final String about;
  private boolean closed;

  DetectService(TransactionalLoop<FrameRef> loop, DetectStep step, Models models, String about) {
    this.loop = loop;
    this.step = step;
    this.models = models;
    this.about = about;
  }

  @Override
  public String name() {
    return loop.name();
  }

  @Override
  public void start() {
    LOG.info("{}", about);
    loop.start();
  }

  @Override
  public Health health() {
    return loop.health();
  }

  @Override
  public String describe() {
    return about + "\n" + loop.describe();
  }

  @Override
  public synchronized void close() {
    loop.close();
    if (closed) {
      return;
    }
    closed = true;
    if (step.stop()) {
      models.close();
    } else {
      LOG.warn("a detection did not end in time; its memory stays until the process ends");
    }
  }
}
