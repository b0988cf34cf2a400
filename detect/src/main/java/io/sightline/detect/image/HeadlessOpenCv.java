package io.sightline.detect.image;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;

/**
 * OpenCV without its windows. The modules that detect objects name the window module as one that
 * they build on, though they never call it; it needs GTK, which servers and containers lack.
 */
final class HeadlessOpenCv {
  private static final String WINDOWS = "opencv_highgui";

  private HeadlessOpenCv() {}

  /**
   * Tells the loader that the window module is loaded already. Call it before the first use of a
   * class that detects objects; calling it again does nothing.
   */
  static void load() {
    URL loaded = url(Loader.load(opencv_core.class));
    ClassProperties windows =
        Loader.loadProperties(
            org.bytedeco.opencv.presets.opencv_highgui.class, Loader.loadProperties(), false);
    for (String library : windows.get("platform.link")) {
      if (library.startsWith(WINDOWS)) {
        Loader.loadLibrary(opencv_core.class, new URL[] {loaded}, library);
      }
    }
    Loader.loadLibrary(opencv_core.class, new URL[] {loaded}, "jni" + WINDOWS);
  }

  private static URL url(String file) {
    try {
      return new File(file).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("the path of a file is a URL: " + file, e);
    }
  }
}
