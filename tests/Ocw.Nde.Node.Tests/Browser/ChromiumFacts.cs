using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Browser;

/// <summary>A fact that needs Chromium: skipped by name where it is not installed, failing in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (!SharedData.InCi && !File.Exists(Chromium.Path))
            Skip = $"Chromium absent: {Chromium.Path}";
    }
}

/// <summary>A theory that needs Chromium: skipped by name where it is not installed, failing in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (!SharedData.InCi && !File.Exists(Chromium.Path))
            Skip = $"Chromium absent: {Chromium.Path}";
    }
}
