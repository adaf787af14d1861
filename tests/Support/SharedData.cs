namespace Ocw.Nde.TestSupport;

/// <summary>Finds the shared test data: the folder that OCWNDE_SHARED names, or <c>../shared</c> beside the project.</summary>
internal static class SharedData
{
    /// <summary>The root of the project that is being tested.</summary>
    public static string ProjectRoot { get; } = FindProjectRoot();

    /// <summary>The folder of the shared data; it may not exist.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("OCWNDE_SHARED") is { Length: > 0 } named ? named : Path.GetFullPath(Path.Combine(ProjectRoot, "..", "shared"));

    /// <summary>Whether the tests run in CI, where the data must be present.</summary>
    public static bool InCi => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>The full path of a file or folder in the shared data.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    private static string FindProjectRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OcwNde.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No OcwNde.sln above {AppContext.BaseDirectory}: the tests must run inside the project.");
    }
}

/// <summary>A fact that needs something from the shared data: skipped by name where it is absent, failing in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string needs)
    {
        if (!SharedData.InCi && !Path.Exists(SharedData.PathOf(needs)))
            Skip = $"shared data absent: {needs}";
    }
}

/// <summary>A theory that needs something from the shared data: skipped by name where it is absent, failing in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(string needs)
    {
        if (!SharedData.InCi && !Path.Exists(SharedData.PathOf(needs)))
            Skip = $"shared data absent: {needs}";
    }
}
