using Ocw.Nde.Node.Settings;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>The rules by which the values of a source are aligned, from its settings.</summary>
internal static class AlignmentRules
{
    public static AlignmentOptions Of(SourceSettings source)
    {
        var options = AlignmentOptions.For(source.Align);
        return options with
        {
            Fields = options.Fields.ToDictionary(
                field => field.Key,
                field => field.Value with { PublishAt = source.PublishAt.TryGetValue(field.Key, out var score) ? score : null, EverySource = source.EverySource.Contains(field.Key) },
                StringComparer.OrdinalIgnoreCase),
        };
    }
}
