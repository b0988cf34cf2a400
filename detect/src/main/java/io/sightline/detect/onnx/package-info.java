/** The only package that knows ONNX Runtime. */
@NullMarked
package io.sightline.detect.onnx;

import org.jspecify.annotations.NullMarked;
