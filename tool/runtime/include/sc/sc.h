#pragma once

// Everything of the runtime.

#include "any.h"
#include "cached_thread.h"
#include "channel.h"
#include "condition.h"
#include "cpu.h"
#include "detached.h"
#include "errors.h"
#include "group.h"
#include "group_options.h"
#include "join.h"
#include "launch.h"
#include "location.h"
#include "map.h"
#include "scope.h"
#include "sleep.h"
#include "stop_token.h"
#include "task.h"
#include "this_task.h"
#include "version.h"
#include "virtual_clock.h"
