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

/** The models that are known to work, in the order of the list. */
public record ModelCatalogue(List<Entry> models) {
  private static final String RESOURCE = "models.yaml";

  /**
   * @param name as the file is called, without {@code .onnx}
   * @param source where its makers offer it
   * @param sha256 of the file there, lower-case hex
   * @param bytes of the file there
   * @param tried SHA-256 of the file that was tried: the same, or another export of the model
   * @param licence SPDX id
   * @param layout of the output, as detect recognises it
   * @param input side of the square input, pixels
   * @param labels what it tells apart
   * @param about one line for people
   */
  public record Entry(
      String name,
      URI source,
      String sha256,
      long bytes,
      String tried,
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

  /** The entry of this digest, if the file is a known one. */
  public Optional<Entry> byDigest(String sha256) {
    return models.stream()
        .filter(entry -> entry.sha256().equals(sha256) || entry.tried().equals(sha256))
        .findFirst();
  }
}
