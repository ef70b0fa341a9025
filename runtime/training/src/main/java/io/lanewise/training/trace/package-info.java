/**
 * The values of a model's nodes after a forward pass, also of those that a kernel keeps nowhere, so that the first one that is not
 * finite can be named. Not for users, hence not exported: it changes with the words that the processor writes into models.
 */
@NullMarked
package io.lanewise.training.trace;

import org.jspecify.annotations.NullMarked;
