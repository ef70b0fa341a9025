/**
 * The computing parts that do not depend on a model but only on its sizes: matrix products, reductions' trees, random numbers,
 * optimizer passes, and the decision whether and when vector forms run. For generated code and the runtime itself; users never
 * need to call them. Imports nothing of the other packages of the runtime, and nothing of the vector module.
 */
@NullMarked
package io.lanewise.runtime.kernel;

import org.jspecify.annotations.NullMarked;
