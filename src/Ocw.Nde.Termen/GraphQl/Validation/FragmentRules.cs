using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>Fragments have names of their own, are used, and do not contain themselves (§5.5.1.1, §5.5.1.4, §5.5.2.2).</summary>
internal static class FragmentRules
{
    public static void Check(ValidationContext context)
    {
        foreach (var same in context.Document.Fragments.GroupBy(f => f.FragmentName, StringComparer.Ordinal).Where(g => g.Count() > 1))
            context.Report($"There can be only one fragment named \"{same.Key}\".", [.. same.Select(f => f.Location)]);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in context.Document.Operations)
        {
            foreach (var fragment in Reachable(context, operation))
                used.Add(fragment.FragmentName);
        }

        foreach (var fragment in context.Document.Fragments.Where(f => !used.Contains(f.FragmentName)))
            context.Report($"Fragment \"{fragment.FragmentName}\" is never used.", fragment.Location);
        Cycles(context);
    }

    /// <summary>The fragments that a definition uses, itself or by others.</summary>
    public static IEnumerable<FragmentNode> Reachable(ValidationContext context, DefinitionNode from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<DefinitionNode>([from]);
        while (waiting.TryPop(out var definition))
        {
            foreach (var spread in context.Facts[definition].Spreads)
            {
                if (!seen.Add(spread.Name) || !context.Fragments.TryGetValue(spread.Name, out var fragment))
                    continue;
                waiting.Push(fragment);
                yield return fragment;
            }
        }
    }

    private static void Cycles(ValidationContext context)
    {
        foreach (var fragment in context.Fragments.Values)
        {
            if (context.Facts[fragment].Spreads.FirstOrDefault(s => LeadsTo(context, s.Name, fragment)) is { } spread)
                context.Report($"Cannot spread fragment \"{fragment.FragmentName}\" within itself{(spread.Name == fragment.FragmentName ? "" : $" via \"{spread.Name}\"")}.", spread.Location);
        }
    }

    private static bool LeadsTo(ValidationContext context, string name, FragmentNode fragment) =>
        name == fragment.FragmentName || (context.Fragments.TryGetValue(name, out var next) && Reachable(context, next).Contains(fragment));
}
