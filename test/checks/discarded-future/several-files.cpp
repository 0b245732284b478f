// Files merge in their order, and options go over them.
// RUN: %check_structured -std=c++17 -check-suffixes=LIBRARY,TICKET %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "library.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=PROJECT %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "project.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=PROJECT,TICKET %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "library.yaml; project.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=LIBRARY,TICKET %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "project.yaml;library.yaml"}}'
// RUN: %check_structured -std=c++17 -check-suffixes=LIBRARY,TICKET %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "library.yaml;project.yaml", FutureTypes: "::acme::Future"}}'
// A file that cannot be used does not keep the others from being used.
// RUN: %check_structured -std=c++17 -check-suffixes=PROJECT,MISSING %s structured-discarded-future %t -- -config='{CheckOptions: {SinkConfig: "missing.yaml;project.yaml"}}'
// For one check alone.
// RUN: %check_structured -std=c++17 -check-suffixes=PROJECT %s structured-discarded-future %t -- -config='{CheckOptions: {structured-discarded-future.SinkConfig: "project.yaml", SinkConfig: "library.yaml"}}'

// CHECK-MESSAGES-MISSING: warning: cannot find 'missing.yaml' of option 'SinkConfig'

namespace acme {
struct Future {
  ~Future();
};
struct Ticket {
  ~Ticket();
};
Future begin();
Ticket draw();
} // namespace acme

void dropped() {
  acme::begin();
  // CHECK-MESSAGES-LIBRARY: :[[@LINE-1]]:3: warning: what 'acme::begin' returns is dropped at once, so the work runs on, nothing waits for it
  // CHECK-MESSAGES-PROJECT: :[[@LINE-2]]:3: warning: what 'acme::begin' returns is dropped at once, so the work never runs
  acme::draw();
  // CHECK-MESSAGES-TICKET: :[[@LINE-1]]:3: warning: what 'acme::draw' returns is dropped at once, so the work runs on, nothing waits for it
}
