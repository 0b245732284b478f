#pragma once

// Everything of the runtime.

#include "errors.h"
#include "group.h"
#include "location.h"
#include "sleep.h"
#include "stop_token.h"
#include "task.h"
#include "this_task.h"
#include "version.h"
