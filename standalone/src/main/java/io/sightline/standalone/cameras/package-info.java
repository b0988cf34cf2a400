/** Cameras of the configuration file as versions on the topic {@code cameras}. */
@NullMarked
package io.sightline.standalone.cameras;

import org.jspecify.annotations.NullMarked;
