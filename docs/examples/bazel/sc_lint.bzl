"""sc-lint as an aspect: each source of C++ is analysed by an action of its own.

In the BUILD file at the root of the workspace:

    load("//tools:sc_lint.bzl", "sc_lint_program")
    filegroup(
        name = "sc_lint_configuration",
        srcs = glob(["**/.clang-tidy"]),
        visibility = ["//visibility:public"],
    )
    sc_lint_program(name = "lint", deps = ["//server:main"])

And then:

    bazel build //:lint && sc-lint merge --root=. --whole @bazel-bin/lint.list

sc-lint has to be found by $PATH where actions run (--action_env=PATH).
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

ScLintInfo = provider(doc = "What sc-lint has written.", fields = {"files": "a depset, of all deps too"})

SOURCES = ["cc", "cpp", "cxx", "c++", "C"]

# What says something of how code is analysed.
CONFIGURATION = Label("//:sc_lint_configuration")

def _flags(target, ctx):
    """The compiler's flags for the sources of a target."""
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    context = target[CcInfo].compilation_context
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts +
                             [ctx.expand_make_variables("copts", flag, {}) for flag in ctx.rule.attr.copts],
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
    )
    return cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = ACTION_NAMES.cpp_compile,
        variables = variables,
    )

def _analyse(target, ctx, source):
    result = ctx.actions.declare_file("{}.{}.sclint".format(ctx.label.name, source.basename))
    ctx.actions.run(
        executable = "sc-lint",
        arguments = ["unit", "--quiet", "-j1", "--no-cache", "--root=.", "-o", result.path, source.path, "--"] +
                    _flags(target, ctx),
        inputs = depset([source] + ctx.files._configuration, transitive = [
            target[CcInfo].compilation_context.headers,
            find_cpp_toolchain(ctx).all_files,
        ]),
        outputs = [result],
        mnemonic = "ScLint",
        progress_message = "sc-lint " + source.short_path,
        use_default_shell_env = True,
    )
    return result

def _aspect_impl(target, ctx):
    deps = [dep[ScLintInfo].files for dep in getattr(ctx.rule.attr, "deps", []) if ScLintInfo in dep]
    own = []
    if CcInfo in target and hasattr(ctx.rule.attr, "copts"):
        own = [_analyse(target, ctx, source) for source in ctx.rule.files.srcs if source.extension in SOURCES]
    return [ScLintInfo(files = depset(own, transitive = deps))]

sc_lint_aspect = aspect(
    implementation = _aspect_impl,
    attr_aspects = ["deps"],
    attrs = {
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
        "_configuration": attr.label(default = CONFIGURATION),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

def _program_impl(ctx):
    files = depset(transitive = [dep[ScLintInfo].files for dep in ctx.attr.deps])
    list = ctx.actions.declare_file(ctx.label.name + ".list")
    ctx.actions.write(list, "".join([file.path + "\n" for file in files.to_list()]))
    return [DefaultInfo(files = depset([list], transitive = [files]))]

sc_lint_program = rule(
    doc = "Analyses targets and all that they depend on, and lists the results for sc-lint merge.",
    implementation = _program_impl,
    attrs = {"deps": attr.label_list(aspects = [sc_lint_aspect])},
)
