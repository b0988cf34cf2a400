package io.sightline.keys;

import io.sightline.avro.MediaKey;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.MasterKey;
import io.sightline.clipstore.crypt.TinkMasterKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The master keys at hand: the one that wraps, and those that may still unwrap. */
public final class MasterKeys {
  private static final Pattern REFERENCE =
      Pattern.compile("file:.+|env:[A-Za-z_][A-Za-z0-9_]*|[a-z][a-z0-9-]*-kms://.+");

  private final MasterKey current;
  private final Map<String, MasterKey> byId = new LinkedHashMap<>();

  /**
   * @param previous newest first
   */
  public MasterKeys(MasterKey current, List<MasterKey> previous) {
    this.current = current;
    byId.put(current.id(), current);
    previous.forEach(key -> byId.putIfAbsent(key.id(), key));
  }

  /**
   * Fetches the keys that are referred to.
   *
   * @throws IllegalArgumentException one is not there, or is no key; never tells what is in it
   */
  public static MasterKeys load(EncryptionConfig config, Map<String, String> environment) {
    String first = config.masterKey();
    if (first == null) {
      throw new IllegalArgumentException("encryption.master_key: missing, expected a reference");
    }
    List<MasterKey> previous = new ArrayList<>();
    for (String reference : config.previousKeys()) {
      previous.add(load("encryption.previous_keys", reference, environment));
    }
    return new MasterKeys(load("encryption.master_key", first, environment), previous);
  }

  private static MasterKey load(String key, String reference, Map<String, String> environment) {
    try {
      if (reference.startsWith("file:")) {
        return TinkMasterKey.of(Files.readString(Path.of(reference.substring(5))));
      }
      if (reference.startsWith("env:")) {
        String value = environment.get(reference.substring(4));
        if (value == null) {
          throw new IllegalArgumentException("the variable is not set");
        }
        return TinkMasterKey.of(value);
      }
      return TinkMasterKey.inKms(reference);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          key + " '" + reference + "': " + (e instanceof IOException ? e : e.getMessage()), e);
    }
  }

  static void requireReference(String reference) {
    if (!REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException(
          "a master key is given by reference: expected file:PATH, env:NAME or the address of a key"
              + " in a KMS, as aws-kms://..., not the key itself");
    }
  }

  /** Of the one that wraps. */
  public String currentId() {
    return current.id();
  }

  public Set<String> ids() {
    return Set.copyOf(byId.keySet());
  }

  /** The record with this key in it, wrapped by the current master key. */
  public MediaKey wrap(DataKey key, MediaKey record) throws IOException {
    return MediaKey.newBuilder(record)
        .setWrapped(ByteBuffer.wrap(current.wrap(key, record.getClipId())))
        .setMasterKey(current.id())
        .setMixed(key.mixed())
        .build();
  }

  /** Throws {@link IOException} if none of these has wrapped it. */
  public DataKey unwrap(MediaKey record) throws IOException {
    MasterKey key = byId.get(record.getMasterKey());
    if (key == null) {
      throw new IOException(
          "the key of %s is wrapped by master key %s: expected one of %s"
              .formatted(record.getClipId(), record.getMasterKey(), byId.keySet()));
    }
    ByteBuffer wrapped = record.getWrapped().duplicate();
    byte[] bytes = new byte[wrapped.remaining()];
    wrapped.get(bytes);
    return key.unwrap(bytes, record.getClipId(), record.getMixed());
  }
}
