#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What a translation unit tells of questions that it cannot answer by itself.
///
/// Put together over the units of a program, these facts answer them: a thread that one
/// file starts is joined in another. Things are named by numbers of a table of the unit;
/// two units mean the same thing if name and place of its first declaration are the same.
namespace clang::tidy::structured {

/// A place, by the path under which the unit knows the file.
struct FilePlace {
  std::string File;
  unsigned Offset = 0; ///< In bytes.
};

struct ProgramFacts {
  /// A class, a member, a function, or a virtual call, which is declared nowhere.
  struct Entity {
    std::string Name; ///< Fully qualified.
    FilePlace Declared;
  };

  /// What a function does to the threads that members hold. The unit has its body.
  struct Function {
    size_t Self = 0;
    FilePlace Body;
    std::optional<size_t> Class;
    bool IsDestructor = false;
    bool Unknown = false; ///< It calls something for its own object that is not known.
    std::vector<size_t> Overridden, Calls, CallsWithThis;
    std::vector<std::pair<size_t, FilePlace>> Releases; ///< Joined, detached or moved away.
    std::vector<size_t> Escapes, Asked;
    std::vector<std::string> Said; ///< Members that it names as a template.
  };

  /// A member that holds a thread which the unit starts. Does anything join it?
  struct OpenMember {
    size_t Field = 0, Class = 0;
    std::optional<size_t> StartedBy, Destructor;
    std::vector<size_t> Methods; ///< Of the class, if it has no destructor.
    bool Public = false;         ///< Others than the class may join it.
  };

  /// How a function comes by the futures that it returns. The unit has its body.
  struct FutureSource {
    size_t Self = 0;
    bool Ready = false, Promise = false, Unknown = false;
    std::optional<FilePlace> Async;      ///< By std::async, called there first.
    bool Deferred = false, Open = false; ///< With that launch policy; with one that is not sure.
    std::vector<size_t> From;            ///< By these functions.
  };

  /// A name of a function that returns futures.
  struct FutureUse {
    size_t Function = 0;
    FilePlace At;
    bool Dropped = false; ///< It is called for nothing, by what begins there.
  };

  /// Whether a function throws, as far as the unit, which has its body, can tell.
  struct Thrower {
    size_t Self = 0;
    FilePlace Body;
    bool OfLibrary = false;          ///< It is of a library that the tables describe.
    bool Alone = false;              ///< Nothing declares it but its body, in a source.
    std::optional<FilePlace> Thrown; ///< Where it throws, but for errors of who calls it.
    std::vector<std::pair<size_t, FilePlace>> Calls; ///< Or else what these throw, called there.
  };

  /// Which functions a virtual call may run, as far as the unit shows.
  struct Dispatch {
    size_t Self = 0;
    std::vector<size_t> Targets;
    bool Unknown = false; ///< The unit has others, of which it is not known which.
  };

  std::vector<Entity> Entities;
  std::vector<Function> Functions;
  std::vector<OpenMember> OpenMembers;
  std::vector<FutureSource> FutureSources;
  std::vector<FutureUse> FutureUses;
  std::vector<size_t> OpenFutures; ///< Functions: what do they return, and who looks at it?
  std::vector<Thrower> Throwers;
  std::vector<Dispatch> Dispatches;
  std::vector<size_t> OpenCalls; ///< Functions: do they throw?
};

} // namespace clang::tidy::structured
