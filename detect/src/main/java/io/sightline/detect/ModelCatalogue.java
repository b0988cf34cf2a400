package io.sightline.detect;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that are known to work, in the order of the list. */
public record ModelCatalogue(List<Entry> models) {
  private static final String RESOURCE = "models.yaml";

  /**
   * @param name as the file is called, without {@code .onnx}
   * @param source where its makers offer it
   * @param sha256 of the file there, lower-case hex; null: not known
   * @param bytes of the file there; 0: not known
   * @param tried SHA-256 of the file that was tried: the same, or another export of the model;
   *     null: it was never tried
   * @param licence SPDX id
   * @param layout of the output, as detect recognises it
   * @param input side of the square input, pixels
   * @param labels what it tells apart
   * @param about one line for people
   */
  public record Entry(
      String name,
      URI source,
      @Nullable String sha256,
      long bytes,
      @Nullable String tried,
      String licence,
      String layout,
      int input,
      String labels,
      String about) {}

  /** The catalogue that comes with the program. */
  public static ModelCatalogue load() {
    try (InputStream in = ModelCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigLoader.parse(RESOURCE, yaml, ModelCatalogue.class, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ConfigException e) {
      throw new IllegalStateException(RESOURCE + " in the program is faulty", e);
    }
  }

  /** The entry of this name. */
  public Optional<Entry> byName(String name) {
    return models.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The entry of this digest, if the file is a known one. */
  public Optional<Entry> byDigest(String sha256) {
    return models.stream()
        .filter(entry -> sha256.equals(entry.sha256()) || sha256.equals(entry.tried()))
        .findFirst();
  }
}
