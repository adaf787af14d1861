namespace Ocw.Nde.Node.Settings;

/// <summary>How much of a channel may disappear with one run without a person's consent; more than either number is held.</summary>
/// <param name="Percent">The most objects that may go, in hundredths of those that are served.</param>
/// <param name="Records">The most objects that may go.</param>
internal sealed record RemovalLimit(int Percent, long Records)
{
    /// <summary>One in ten, and 500.</summary>
    public static RemovalLimit Default { get; } = new(10, 500);

    /// <summary>Nothing is ever held.</summary>
    public static RemovalLimit None { get; } = new(100, long.MaxValue);

    /// <summary>Whether so many may go of so many.</summary>
    public bool Allows(long gone, long before) => gone == 0 || (gone <= Records && gone * 100 <= Percent * before);

    /// <summary>Reads <c>holdRemovals: { percent: 10, records: 500 }</c>, or <c>holdRemovals: never</c>.</summary>
    public static RemovalLimit Read(YamlMap source)
    {
        const string Key = "holdRemovals";
        if (source.Raw(Key) is YamlDotNet.RepresentationModel.YamlScalarNode)
            return source.Choice(Key, Default, ("never", None), ("nooit", None));
        if (source.Map(Key) is not { } map)
            return Default;
        var limit = new RemovalLimit((int)map.Number("percent", Default.Percent, 0, 100), map.Number("records", Default.Records, 0, long.MaxValue));
        map.RefuseOthers();
        return limit;
    }
}
