namespace Ocw.Nde.Mapping.Settings;

/// <summary>The mapping settings of a source have mistakes: all of them at once.</summary>
public sealed class MappingSettingsException(IReadOnlyList<MappingSettingsProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => $"{p.Key}: {p.English}")))
{
    /// <summary>The mistakes, in the order of the settings.</summary>
    public IReadOnlyList<MappingSettingsProblem> Problems { get; } = problems;
}

/// <summary>One mistake in the mapping settings.</summary>
/// <param name="Key">The key, as a path below <c>mapping</c>: <c>rules[3].from</c>.</param>
/// <param name="Dutch">What is wrong and what to do, in Dutch.</param>
/// <param name="English">The same in English.</param>
public sealed record MappingSettingsProblem(string Key, string Dutch, string English);

/// <summary>Collects the mistakes of one set of settings.</summary>
internal sealed class ProblemList
{
    private readonly List<MappingSettingsProblem> _problems = [];

    /// <summary>Adds a mistake.</summary>
    public void Add(string key, string dutch, string english) => _problems.Add(new(key, dutch, english));

    /// <summary>Throws when there is a mistake.</summary>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new MappingSettingsException(_problems);
    }
}
