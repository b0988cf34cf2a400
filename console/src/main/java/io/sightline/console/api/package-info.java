/** What the API says, as records that become JSON, and how it follows from the topics. */
@NullMarked
package io.sightline.console.api;

import org.jspecify.annotations.NullMarked;
