package io.sightline.detect.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HeadlessOpenCvTest {

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads what is loaded from /proc")
  void peopleDetector_loadsNoWindows() throws Exception {
    HeadlessOpenCv.load();
    try (HOGDescriptor hog = new HOGDescriptor()) {
      assertThat(hog.isNull()).isFalse();
    }

    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      assertThat(maps.filter(line -> line.contains("gtk") || line.contains("highgui"))).isEmpty();
    }
  }
}
