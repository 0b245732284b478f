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
// RUN: %check_structured -std=c++17 -check-suffixes=,UNREADABLE %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "/"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,MANY %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "many.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,TEXT %s structured-detached-thread %t -- -config='{CheckOptions: {SinkConfig: "text.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,NAMES %s structured-detached-thread %t -- -config='{CheckOptions: {JoiningTypes: "::acme::Guard<int>", SynchronousFunctions: "::acme::each()", SleepFunctions: "::acme::*", OwningTypes: "::acme::Group=blocks;::acme::Crew=run@wait@ends;::acme::Fine=run@wait@closes"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,GLOB %s structured-detached-thread %t -- -config='{CheckOptions: {IgnoreTests: "[a"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=,BOOL %s structured-detached-thread %t -- -config='{CheckOptions: {structured-detached-thread.AllowInMain: perhaps}}'

// CHECK-MESSAGES-ANCHOR: warning: 'acme::Pool::submit=detaches' in option 'SpawnApis': a name starts with '::', as in '::acme::Pool::submit' [clang-tidy-config]
// CHECK-MESSAGES-EFFECT: warning: '::acme::Pool::submit=explodes' in option 'SpawnApis': after '=' stands what happens to dropped work: blocks, detaches, blocks-or-detaches, never-runs or terminates; or posts if an executor runs it, on-event if an event loop does
// CHECK-MESSAGES-NUMBER: warning: '::acme::Pool::submit=detaches@first' in option 'SpawnApis': after '@' stands the number of the callable's argument, counted from 0
// CHECK-MESSAGES-FUTURE: warning: '::acme::Future=blocks@1' in option 'FutureTypes': after '=' stands what happens to dropped work
// CHECK-MESSAGES-OWNER: warning: 'Bad' in option 'OwningTypes': a name starts with '::'
// CHECK-MESSAGES-MISSING: warning: cannot find 'missing.yaml' of option 'SinkConfig' in '{{.*}}/c++17' or a folder above it
// CHECK-MESSAGES-BROKEN: warning: {{.*}}/broken.yaml:1: 
// CHECK-MESSAGES-KEY: warning: {{.*}}/key.yaml:1: there is no list 'SpawnApi'; the lists are SpawnApis, FutureTypes, OwningTypes, JoiningTypes, DiscardableFunctions, SynchronousFunctions, SleepFunctions [clang-tidy-config]
// CHECK-MESSAGES-ENTRY: warning: {{.*}}/entry.yaml:1: '::acme::Pool::submit' in option 'SpawnApis': after '=' stands
// CHECK-MESSAGES-UNREADABLE: warning: cannot read '/' of option 'SinkConfig': {{[A-Z].*}} [clang-tidy-config]
// CHECK-MESSAGES-MANY: warning: {{.*}}/many.yaml:2: 'Good' in option 'OwningTypes': a name starts with '::', as in '::acme::Pool::submit' [clang-tidy-config]
// CHECK-MESSAGES-MANY: warning: {{.*}}/many.yaml:4: an entry of 'OwningTypes' is text, as in '- ::acme::Nursery' [clang-tidy-config]
// CHECK-MESSAGES-MANY: warning: {{.*}}/many.yaml:5: after 'JoiningTypes:' stands a list, with '- ' before each entry [clang-tidy-config]
// CHECK-MESSAGES-MANY: warning: {{.*}}/many.yaml:8: '::acme::Future=' in option 'FutureTypes': after '=' stands what happens to dropped work
// CHECK-MESSAGES-MANY: warning: {{.*}}/many.yaml:9: there is no list 'SleepFunction'; the lists are
// CHECK-MESSAGES-TEXT: warning: {{.*}}/text.yaml:2: a file holds lists, each after its name, as in 'OwningTypes:' [clang-tidy-config]
// CHECK-MESSAGES-NAMES: warning: '::acme::*' in option 'SleepFunctions': a name is identifiers
// CHECK-MESSAGES-NAMES: warning: '::acme::Crew=run@wait@ends' in option 'OwningTypes': after '=' stand the member functions that start a task
// CHECK-MESSAGES-NAMES: warning: '::acme::Group=blocks' in option 'OwningTypes': after '=' stand the member functions that start a task, after '@' those that wait, each with ',' between, and then '@closes' if nothing can be started after a wait [clang-tidy-config]
// CHECK-MESSAGES-NAMES: warning: '::acme::Guard<int>' in option 'JoiningTypes': a name is identifiers with '::' before each, without template arguments, parameters or wildcards [clang-tidy-config]
// CHECK-MESSAGES-NAMES: warning: '::acme::each()' in option 'SynchronousFunctions': a name is identifiers
// CHECK-MESSAGES-GLOB: warning: '[a' in option 'IgnoreTests': invalid glob pattern, unmatched '['
// CHECK-MESSAGES-BOOL: warning: invalid configuration value 'perhaps' for option 'structured-detached-thread.AllowInMain'; expected a bool

#include <thread>

void stillFound(std::thread &Worker) { Worker.detach(); }
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: nothing waits for this detached thread
