// What cannot be understood in an option is said in one line, and the rest of the option's list is read.
// RUN: %check_structured -std=c++17 -check-suffixes=,ANCHOR %s structured-detached-thread %t -- -config='{CheckOptions: {SpawnApis: "acme::Pool::submit=detaches"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,EFFECT %s structured-detached-thread %t -- -config='{CheckOptions: {SpawnApis: "::acme::Pool::submit=explodes"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,NUMBER %s structured-detached-thread %t -- -config='{CheckOptions: {SpawnApis: "::acme::Pool::submit=detaches@first"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,FUTURE %s structured-detached-thread %t -- -config='{CheckOptions: {FutureTypes: "::acme::Future=blocks@1"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,OWNER %s structured-detached-thread %t -- -config='{CheckOptions: {OwningTypes: "::acme::Good;Bad"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,MISSING %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "missing.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,BROKEN %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "broken.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,KEY %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "key.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,ENTRY %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "entry.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,GLOB %s structured-detached-thread %t -- -config='{CheckOptions: {IgnoreTests: "[a"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,BOOL %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.AllowInMain: perhaps}}'

// CHECK-MESSAGES-ANCHOR: warning: 'acme::Pool::submit=detaches' in option 'SpawnApis': a name starts with '::', as in '::acme::Pool::submit' [clang-tidy-config]
// CHECK-MESSAGES-EFFECT: warning: '::acme::Pool::submit=explodes' in option 'SpawnApis': after '=' stands what happens to dropped work: blocks, detaches, blocks-or-detaches, never-runs or terminates
// CHECK-MESSAGES-NUMBER: warning: '::acme::Pool::submit=detaches@first' in option 'SpawnApis': after '@' stands the number of the callable's argument, counted from 0
// CHECK-MESSAGES-FUTURE: warning: '::acme::Future=blocks@1' in option 'FutureTypes': after '=' stands what happens to dropped work
// CHECK-MESSAGES-OWNER: warning: 'Bad' in option 'OwningTypes': a name starts with '::'
// CHECK-MESSAGES-MISSING: warning: cannot read 'missing.yaml' of option 'SinkConfig': No such file or directory
// CHECK-MESSAGES-BROKEN: warning: cannot understand '{{.*}}broken.yaml' of option 'SinkConfig': line 1:
// CHECK-MESSAGES-KEY: warning: cannot understand '{{.*}}key.yaml' of option 'SinkConfig': line 1: unknown key 'SpawnApi'
// CHECK-MESSAGES-ENTRY: warning: '::acme::Pool::submit' in option 'SpawnApis': after '=' stands
// CHECK-MESSAGES-GLOB: warning: '[a' in option 'IgnoreTests': invalid glob pattern, unmatched '['
// CHECK-MESSAGES-BOOL: warning: invalid configuration value 'perhaps' for option 'structured-detached-thread.AllowInMain'; expected a bool

#include <thread>

void stillFound(std::thread &Worker) { Worker.detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread
