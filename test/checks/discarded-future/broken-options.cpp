// What cannot be understood in an option is said in one line, and the rest is used.
// RUN: %check_structured -std=c++17 -check-suffixes=,EFFECT %s structured-discarded-future %t -- -config='{CheckOptions: {structured-discarded-future.FutureTypes: "::acme::Future=explodes"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,ANCHOR %s structured-discarded-future %t -- -config='{CheckOptions: {FutureTypes: "acme::Future"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,NONE %s structured-discarded-future %t -- -config='{CheckOptions: {SpawnApis: "::acme::submit"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,FUNCTION %s structured-discarded-future %t -- -config='{CheckOptions: {DiscardableFunctions: "::acme::every;log"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,MISSING %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "missing.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,BROKEN %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "broken.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,GLOB %s structured-discarded-future %t -- -config='{CheckOptions: {IgnoreTests: "[a"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,VOID %s structured-discarded-future %t -- -config='{CheckOptions: {structured-discarded-future.AllowCastToVoid: perhaps}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,UNUSED %s structured-discarded-future %t -- -config='{CheckOptions: {structured-discarded-future.AllowMaybeUnused: perhaps}}'

// CHECK-MESSAGES-EFFECT: warning: '::acme::Future=explodes' in option 'FutureTypes': after '=' stands what happens to dropped work: blocks, detaches, blocks-or-detaches, never-runs or terminates [clang-tidy-config]
// CHECK-MESSAGES-ANCHOR: warning: 'acme::Future' in option 'FutureTypes': a name starts with '::', as in '::acme::Pool::submit'
// CHECK-MESSAGES-NONE: warning: '::acme::submit' in option 'SpawnApis': after '=' stands what happens to dropped work
// CHECK-MESSAGES-FUNCTION: warning: 'log' in option 'DiscardableFunctions': a name starts with '::'
// CHECK-MESSAGES-MISSING: warning: cannot find 'missing.yaml' of option 'SinkConfig' in '{{.*}}/c++17' or a folder above it
// CHECK-MESSAGES-BROKEN: warning: {{.*}}/broken.yaml:1: 
// CHECK-MESSAGES-GLOB: warning: '[a' in option 'IgnoreTests': invalid glob pattern, unmatched '['
// CHECK-MESSAGES-VOID: warning: invalid configuration value 'perhaps' for option 'structured-discarded-future.AllowCastToVoid'; expected a bool
// CHECK-MESSAGES-UNUSED: warning: invalid configuration value 'perhaps' for option 'structured-discarded-future.AllowMaybeUnused'; expected a bool

#include <future>

void work();

void stillFound() {
  (void)std::async(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: what 'std::async' returns is dropped at once
}
