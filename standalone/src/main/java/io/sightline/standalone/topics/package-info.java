/** Topics as the contract wants them. */
@NullMarked
package io.sightline.standalone.topics;

import org.jspecify.annotations.NullMarked;
