package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ingest.media.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "video.mp4, FILE, file:video.mp4",
    "a:b.mp4, FILE, file:a:b.mp4",
    "file:///tmp/video.mp4, FILE, file:/tmp/video.mp4",
    "device:/dev/video0, DEVICE, /dev/video0",
    "RTSP://camera/1, RTSP, RTSP://camera/1",
    "https://camera/x.mjpg, HTTP, https://camera/x.mjpg",
  })
  void everyKind_isRecognised(String address, Address.Kind kind, String target) throws Exception {
    Address parsed = Address.parse(address);
    assertThat(parsed.kind()).isEqualTo(kind);
    assertThat(parsed.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://bob:s3cret@camera:554/1",
        "rtsp://bob:s3cr@et/s3cret@camera/1",
        "http://camera/live?user=bob&password=s3cret&channel=1",
        "rtsp://camera/user=bob&password=s3cret&channel=1.sdp",
        "http://camera/x?token=s3cret",
      })
  void secretsInAddress_areMaskedForPeopleOnly(String address) throws Exception {
    Address parsed = Address.parse(address);
    assertThat(parsed.display()).doesNotContain("s3cr").contains("***").contains("camera");
    assertThat(parsed.target()).isEqualTo(address);
  }

  @Test
  void unknownScheme_isRefusedWithWhatIsExpected() {
    assertThatThrownBy(() -> Address.parse("ftp://bob:s3cret@host/x"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("ftp")
        .hasMessageContaining("rtsp")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void emptyAddress_isRefused() {
    assertThatThrownBy(() -> Address.parse(" ")).hasMessageContaining("empty");
  }
}
