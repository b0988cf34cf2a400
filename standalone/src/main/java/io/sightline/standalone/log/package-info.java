/** How the log is written. */
@NullMarked
package io.sightline.standalone.log;

import org.jspecify.annotations.NullMarked;
