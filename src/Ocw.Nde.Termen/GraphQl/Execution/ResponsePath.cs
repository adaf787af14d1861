namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>A place in the answer, as a list from the end to the root.</summary>
internal sealed record ResponsePath(ResponsePath? Parent, object Key)
{
    /// <summary>The steps from the root: names and places in lists.</summary>
    public static IReadOnlyList<object> ToList(ResponsePath? path)
    {
        var steps = new List<object>();
        for (var step = path; step is not null; step = step.Parent)
            steps.Add(step.Key);
        steps.Reverse();
        return steps;
    }
}
