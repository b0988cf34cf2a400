package io.sightline.alerting.delivery.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** A body of {@code multipart/form-data}. The same parts give the same bytes. */
final class Multipart {
  private static final String BOUNDARY = "sightline-5d1c7a4e9b3f4f0f";
  static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Set<String> names = new HashSet<>();

  Multipart field(String name, String contentType, String value) {
    return part(name, "", contentType, value.getBytes(StandardCharsets.UTF_8));
  }

  Multipart jpeg(String name, byte[] content) {
    return part(name, "; filename=\"picture.jpg\"", "image/jpeg", content);
  }

  private Multipart part(String name, String fileName, String contentType, byte[] content) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("part " + name + ": expected once");
    }
    write("--" + BOUNDARY + "\r\n");
    write("Content-Disposition: form-data; name=\"" + name + "\"" + fileName + "\r\n");
    write("Content-Type: " + contentType + "\r\n\r\n");
    bytes.writeBytes(content);
    write("\r\n");
    return this;
  }

  byte[] end() {
    write("--" + BOUNDARY + "--\r\n");
    return bytes.toByteArray();
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
