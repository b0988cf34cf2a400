package io.sightline.ingest.camera;

import io.sightline.avro.Clip;
import io.sightline.ingest.clip.StoredClip;

/** Records of stored clips. */
final class ClipRecords {
  private ClipRecords() {}

  static Clip of(String clipId, String prefix, StoredClip stored, Clip.Builder rest) {
    return rest.setClipId(clipId)
        .setRecordId(clipId + "-r0")
        .setRevision(0)
        .setPrefix(prefix)
        .setKey(stored.key())
        .setBytes(stored.bytes())
        .setSha256(stored.sha256())
        .setEncryption(stored.encryption())
        .setContainer(stored.written().container())
        .setVideoCodec(stored.written().videoCodec())
        .setAudioCodec(stored.written().audioCodec())
        .build();
  }
}
