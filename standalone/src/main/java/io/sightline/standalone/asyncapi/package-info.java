/** The contract with others, as AsyncAPI. */
@NullMarked
package io.sightline.standalone.asyncapi;

import org.jspecify.annotations.NullMarked;
