package io.sightline.ingest.camera;

import io.sightline.ingest.clip.PacketRing;
import io.sightline.ingest.gate.Gate;
import io.sightline.ingest.gate.PacketReader;
import io.sightline.ingest.gate.Step;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.PictureDecoder;
import io.sightline.ingest.media.SourceException;
import java.io.IOException;

/** Decodes what the gate lets through, and tells the gate what there was to see. */
final class GatedPictures {
  /** Whoever looks at the pictures. */
  interface Watcher {
    /** Takes the next picture; true if it was analysed. */
    boolean watch(Picture picture) throws IOException;

    /** Takes a picture that the ones between may still follow; true if it looks like the scene. */
    boolean glance(Picture picture) throws IOException;

    /** True if somebody else says that something goes on: the pictures are needed. */
    boolean isCalled();

    /** True if the newest picture shows nothing new and no activity is open. */
    boolean isCalm();
  }

  private final Gate gate;
  private final PacketReader reader;
  private final PictureDecoder decoder;
  private final PacketRing ring;
  private final int video;
  private final Watcher watcher;
  private final CameraMetrics metrics;
  private final LearningTurns.Turn turn;
  private final long learnMicros;
  private long begunMicros = -1;
  private boolean needsKey = true;
  private boolean seen;
  private boolean quiet;

  /**
   * @param ring holds each packet before it is taken here
   * @param video index of the video stream
   * @param turn before it nothing is looked at
   * @param learnMicros after so much its turn is over
   */
  GatedPictures(
      Gate gate,
      PacketReader reader,
      PictureDecoder decoder,
      PacketRing ring,
      int video,
      Watcher watcher,
      CameraMetrics metrics,
      LearningTurns.Turn turn,
      long learnMicros) {
    this.turn = turn;
    this.learnMicros = learnMicros;
    this.gate = gate;
    this.reader = reader;
    this.decoder = decoder;
    this.ring = ring;
    this.video = video;
    this.watcher = watcher;
    this.metrics = metrics;
  }

  /** True where sizes give no sign: pictures are sampled instead. */
  boolean hasNoSign() {
    return gate.hasNoSign();
  }

  void take(Packet packet) throws SourceException, IOException {
    if (packet.stream() != video || !isWatched(packet)) {
      return;
    }
    Step step = gate.take(reader.read(packet.data(), packet.ptsMicros(), packet.key()));
    if (!gate.isOpen() && watcher.isCalled()) {
      step = gate.called(packet.ptsMicros());
    } else if (step == Step.PROBE) {
      step = probe(packet);
    }
    switch (step) {
      case OPEN -> open(gate.fromMicros());
      case DECODE -> decode(packet);
      default -> {}
    }
    ring.need(Math.max(0, gate.lookedMicros()));
  }

  /** From the first key picture of its turn on. */
  private boolean isWatched(Packet packet) {
    if (begunMicros < 0) {
      if (!packet.key() || !turn.begins()) {
        return false;
      }
      begunMicros = packet.ptsMicros();
    }
    if (packet.ptsMicros() - begunMicros >= learnMicros) {
      turn.close();
    }
    return true;
  }

  private Step probe(Packet key) throws SourceException, IOException {
    metrics.probed.increment();
    seen = false;
    decoder.glance(
        key,
        picture -> {
          quiet = watcher.glance(picture);
          seen = true;
        });
    needsKey = true;
    return seen ? gate.probed(key.ptsMicros(), quiet) : gate.blind(key.ptsMicros());
  }

  /** Decodes from the key picture at or before the given time up to the newest packet. */
  private void open(long fromMicros) throws SourceException, IOException {
    metrics.opened.increment();
    decoder.restart();
    needsKey = true;
    for (Packet packet : ring.from(fromMicros)) {
      if (packet.stream() == video) {
        decode(packet);
      }
    }
  }

  private void decode(Packet packet) throws SourceException, IOException {
    if (needsKey && !packet.key()) {
      return;
    }
    needsKey = false;
    metrics.decoded.increment();
    decoder.decode(packet, this::show);
  }

  private void show(Picture picture) throws IOException {
    if (watcher.watch(picture)) {
      gate.analysed(picture.ptsMicros(), watcher.isCalm());
    }
  }

  /** No more packets come: what has not been looked at is. */
  void finish() throws SourceException, IOException {
    turn.close();
    if (begunMicros < 0) {
      return;
    }
    if (!gate.isOpen()) {
      open(gate.lookedMicros());
    }
    decoder.drain(this::show);
    needsKey = true;
  }

  /** Whatever became of the camera, the next has its turn. */
  void close() {
    turn.close();
  }
}
