package io.sightline.ingest.recording;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import java.io.IOException;

/** Records a source and does nothing else with it: what recording costs by itself. */
public final class RecordingOnly {
  private final CameraRecorder recorder;

  public RecordingOnly(CameraRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Records to the end of the source. Returns the number of packets.
   *
   * @param originMicros capture time of the source's time 0
   */
  public long run(MediaSource source, long originMicros) throws SourceException, IOException {
    recorder.start();
    recorder.opened(source.info(), originMicros);
    long packets = 0;
    for (MediaEvent event = source.next(); event != null; event = source.next()) {
      if (event instanceof Packet packet) {
        recorder.take(packet, -1);
        packets++;
      }
    }
    recorder.ended(null, "");
    return packets;
  }
}
