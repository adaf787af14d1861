using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>Checks a document against a schema (§5), and against the limits.</summary>
internal static class DocumentValidator
{
    /// <summary>What is wrong with it; nothing when it may be executed.</summary>
    public static IReadOnlyList<GraphQlError> Validate(GraphQlSchema schema, Document document, GraphQlLimits limits)
    {
        var context = new ValidationContext(schema, document, limits);
        Operations(context);
        var rules = new SelectionRules(context);
        foreach (var operation in document.Operations)
            rules.Walk(operation);
        foreach (var fragment in document.Fragments)
            rules.Walk(fragment);
        FragmentRules.Check(context);
        VariableRules.Check(context);

        // These put fragments in place, and so rely on what was checked above.
        if (context.Errors.Count == 0)
            SizeRules.Check(context);
        if (context.Errors.Count == 0)
            new OverlappingFields(context).Check();
        return context.Errors;
    }

    // §5.2.1.1 Operation Name Uniqueness, §5.2.2.1 Lone Anonymous Operation
    private static void Operations(ValidationContext context)
    {
        var operations = context.Document.Operations;
        foreach (var same in operations.Where(o => o.Name is not null).GroupBy(o => o.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            context.Report($"There can be only one operation named \"{same.Key}\".", [.. same.Select(o => o.Location)]);
        foreach (var operation in operations)
        {
            if (operation.Name is null && operations.Count > 1)
                context.Report("An anonymous operation must be the only one in its document.", operation.Location);
            if (operation.Kind != OperationKind.Query)
                context.Report($"This server has queries only; it has no {operation.Kind.ToString().ToLowerInvariant()}s.", operation.Location);
        }
    }
}
