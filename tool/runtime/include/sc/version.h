#pragma once

/// The version of the runtime, as major * 10000 + minor * 100 + patch.
#define SC_VERSION_NUMBER 100
