package io.sightline.ingest.clip;

import io.sightline.ingest.media.ClipWriter;

/**
 * A committed media object.
 *
 * @param key in the clip store
 * @param bytes size of what is stored
 * @param sha256 of what is stored, lower-case hex
 * @param encryption how it is stored; empty: as it is
 * @param written what it holds; times are on the source's axis
 */
public record StoredClip(
    String key, long bytes, String sha256, String encryption, ClipWriter.Written written) {}
