package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceAddressTest {
  private final SourceAddress addresses =
      new SourceAddress(Map.of("A", "x", "PASSWORD", "s3cr%t/p@ss?", "BOTH", "me:pa ss"));

  @TempDir Path folder;

  @Test
  void variable_isFilledIn() {
    assertThat(addresses.resolve("rtsp://${A}@h/")).isEqualTo("rtsp://x@h/");
    assertThat(addresses.resolve("${A}/${B:y}.mp4")).isEqualTo("x/y.mp4");
  }

  @Test
  void userAndPassword_areEscaped() {
    assertThat(addresses.resolve("rtsp://me:${PASSWORD}@h/1"))
        .isEqualTo("rtsp://me:s3cr%25t%2Fp%40ss%3F@h/1");
    assertThat(addresses.resolve("rtsp+udp://${BOTH}@h/1")).isEqualTo("rtsp+udp://me:pa%20ss@h/1");
  }

  @Test
  void wholeAddressOrQuery_staysAsItIs() {
    SourceAddress whole = new SourceAddress(Map.of("CAM", "rtsp://a:b@h/1?x=1", "KEY", "a/b"));
    assertThat(whole.resolve("${CAM}")).isEqualTo("rtsp://a:b@h/1?x=1");
    assertThat(whole.resolve("http://h/x?key=${KEY}")).isEqualTo("http://h/x?key=a/b");
  }

  @Test
  void file_isReadWithoutItsLineBreak() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "p@ss\n");
    assertThat(addresses.resolve("rtsp://me:${file:" + secret + "}@h/"))
        .isEqualTo("rtsp://me:p%40ss@h/");
  }

  @Test
  void missingVariableOrFile_isNamed() throws Exception {
    assertThatThrownBy(() -> addresses.resolve("rtsp://${NONE}@h/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NONE");
    assertThatThrownBy(() -> addresses.resolve("rtsp://me:${file:/no/such}@h/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/no/such");
    Path big = Files.write(folder.resolve("big"), new byte[5000]);
    assertThatThrownBy(() -> addresses.resolve("rtsp://me:${file:" + big + "}@h/"))
        .hasMessageContaining("4096");
  }
}
