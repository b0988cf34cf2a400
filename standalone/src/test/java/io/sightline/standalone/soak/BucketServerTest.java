package io.sightline.standalone.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sightline.clipstore.s3.S3Bucket;
import io.sightline.clipstore.s3.S3Settings;
import io.sightline.clipstore.s3.S3Settings.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketServerTest {
  @TempDir Path folder;
  private BucketServer server;
  private S3Bucket bucket;

  @BeforeEach
  void start() throws IOException {
    server = new BucketServer("127.0.0.1");
    bucket =
        S3Bucket.open(
            new S3Settings(
                server.endpoint(),
                "us-east-1",
                BucketServer.BUCKET,
                "media/",
                new Credentials("user", "secret"),
                true,
                8 << 20,
                Duration.ofSeconds(2),
                1));
  }

  @AfterEach
  void stop() {
    bucket.close();
    server.close();
  }

  @Test
  void objects_areStoredReadListedAndDeleted() throws IOException {
    bucket.put("a/1", "one".getBytes(UTF_8));
    bucket.upload("a/2", Files.writeString(folder.resolve("two"), "another"));
    bucket.upload("a/2", folder.resolve("two"));

    assertThat(read("a/1", 0)).isEqualTo("one");
    assertThat(read("a/2", 3)).isEqualTo("ther");
    assertThat(read("a/1", 3)).isEmpty();
    assertThat(bucket.size("a/2")).contains(7L);
    assertThat(bucket.size("b")).isEmpty();
    assertThat(listed("a/")).containsExactly("a/1 3", "a/2 7");
    bucket.delete("a/", List.of("a/1"), Set.of());
    assertThat(server.keys()).containsExactly("media/a/2");
  }

  @Test
  void bucketThatIsAway_comesBackWithAllItHad() throws IOException {
    bucket.put("a", "one".getBytes(UTF_8));
    server.goAway();
    assertThatIOException().isThrownBy(() -> bucket.put("b", new byte[1]));
    server.comeBack();

    assertThat(read("a", 0)).isEqualTo("one");
  }

  private String read(String key, long offset) throws IOException {
    try (InputStream in = bucket.open(key, offset)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private List<String> listed(String prefix) throws IOException {
    List<String> all = new ArrayList<>();
    bucket.list(prefix, (key, bytes) -> all.add(key + " " + bytes));
    return all;
  }
}
