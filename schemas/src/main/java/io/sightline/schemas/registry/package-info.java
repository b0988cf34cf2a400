/**
 * A client for registries that speak Confluent's REST API: Confluent's own, Apicurio, Karapace and
 * the embedded one.
 */
@NullMarked
package io.sightline.schemas.registry;

import org.jspecify.annotations.NullMarked;
