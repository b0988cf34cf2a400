/** What people say, on its way to the topic, and what it amounts to. */
@NullMarked
package io.sightline.console.feedback;

import org.jspecify.annotations.NullMarked;
