/** What the processor writes beside a block so that models compiled later can read it. Not for use by hand. */
package io.lanewise.annotations.descriptor;
