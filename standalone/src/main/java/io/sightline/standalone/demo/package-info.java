/** The scene that the demo plays when it is given no recording: rendered, the same each time. */
@NullMarked
package io.sightline.standalone.demo;

import org.jspecify.annotations.NullMarked;
