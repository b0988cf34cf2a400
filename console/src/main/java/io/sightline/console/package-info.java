/** Web page and read-only API over materialised topics. */
@NullMarked
package io.sightline.console;

import org.jspecify.annotations.NullMarked;
