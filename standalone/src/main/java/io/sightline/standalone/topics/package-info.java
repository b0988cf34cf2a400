/** Makes the topics of the contract on a broker, and shows them. */
@NullMarked
package io.sightline.standalone.topics;

import org.jspecify.annotations.NullMarked;
