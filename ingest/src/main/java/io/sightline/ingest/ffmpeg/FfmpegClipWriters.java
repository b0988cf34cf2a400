package io.sightline.ingest.ffmpeg;

import io.sightline.clipstore.StagedBytes;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Clips as MP4 where it can hold the codecs, else Matroska; nothing is encoded anew. */
public final class FfmpegClipWriters implements ClipWriter.Factory {
  public FfmpegClipWriters() {
    Ffmpeg.load();
  }

  @Override
  public String extension(StreamInfo info) {
    return Container.preferred(info).extension();
  }

  @Override
  public ClipWriter open(StagedBytes scratch, StreamInfo info) throws IOException {
    Container container = Container.preferred(info);
    container.checkHolds(info);
    return new FfmpegClipWriter(scratch, info, container, false);
  }

  @Override
  public ClipWriter openInPlace(StagedBytes file, StreamInfo info) throws IOException {
    Container container = Container.preferred(info);
    container.checkHolds(info);
    return new FfmpegClipWriter(file, info, container, container == Container.MP4);
  }

  @Override
  public ClipWriter.Written salvage(StagedBytes scratch, StagedBytes target) throws IOException {
    return Remux.run(scratch, target);
  }

  @Override
  public ClipWriter.Written describe(String name, SeekableByteChannel media) throws IOException {
    return Remux.describe(name, media);
  }
}
