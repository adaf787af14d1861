namespace Ocw.Nde.Store.Tests.Support;

/// <summary>A test that needs Python 3; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "python3"))))
            Skip = "python3 is not on PATH";
    }
}
