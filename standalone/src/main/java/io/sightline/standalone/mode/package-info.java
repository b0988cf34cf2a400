/** What sites are set to: home, away or privacy, as records on the topic {@code modes}. */
@NullMarked
package io.sightline.standalone.mode;

import org.jspecify.annotations.NullMarked;
