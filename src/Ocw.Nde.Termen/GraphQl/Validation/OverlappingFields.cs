using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>
/// Fields of one name in the answer can be merged (§5.3.2). Instead of each pair, all fields of a name are looked at together: they must have one shape, and those that can
/// meet in one object must be the same field with the same arguments.
/// </summary>
internal sealed class OverlappingFields(ValidationContext context)
{
    /// <summary>Fields of abstract types are looked at once for each object type beside them; a document must not make that explode.</summary>
    private const int MostSteps = 200_000;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private int _steps;

    public void Check()
    {
        foreach (var operation in context.Document.Operations)
        {
            var fields = new List<Entry>();
            Gather(operation.Selections, context.Schema.Query, fields, new HashSet<string>(StringComparer.Ordinal));
            SameShape(fields);
            SameField(fields);
        }
    }

    // SameResponseShape
    private void SameShape(List<Entry> fields)
    {
        foreach (var group in ByName(fields))
        {
            var first = group[0];
            foreach (var other in group.Skip(1).Where(other => !HasShape(first.Field.Type, other.Field.Type)))
                Conflict(first, other, $"they return conflicting types \"{first.Field.Type}\" and \"{other.Field.Type}\"");
            if (Below(group) is { Count: > 0 } below)
                SameShape(below);
        }
    }

    // FieldsInSetCanMerge
    private void SameField(List<Entry> fields)
    {
        foreach (var group in ByName(fields))
        {
            var concrete = group.Where(e => e.Parent is ObjectType).GroupBy(e => e.Parent).ToList();
            var open = group.Where(e => e.Parent is not ObjectType).ToList();
            foreach (var meeting in concrete.Count == 0 ? [open] : concrete.Select(c => (List<Entry>)[.. c, .. open]))
                SameFieldAmong(meeting);
        }
    }

    private void SameFieldAmong(List<Entry> meeting)
    {
        var first = meeting[0];
        var arguments = ValuePrinter.Print(first.Node.Arguments);
        foreach (var other in meeting.Skip(1))
        {
            if (first.Node.Name != other.Node.Name)
                Conflict(first, other, $"\"{first.Node.Name}\" and \"{other.Node.Name}\" are different fields");
            else if (arguments != ValuePrinter.Print(other.Node.Arguments))
                Conflict(first, other, "they have differing arguments");
            else if (StreamOf(first.Node) != StreamOf(other.Node))
                Conflict(first, other, "they have differing stream directives");
        }

        if (Below(meeting) is { Count: > 0 } below)
            SameField(below);
    }

    private static string? StreamOf(FieldNode node) =>
        node.Directives.FirstOrDefault(d => d.Name == DirectiveDefinition.Stream.Name) is { } stream ? ValuePrinter.Print(stream.Arguments) : null;

    private List<Entry> Below(List<Entry> fields)
    {
        var below = new List<Entry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in fields)
        {
            if (entry.Node.Selections is { } selections)
                Gather(selections, entry.Field.Type.Named, below, seen);
        }

        return below;
    }

    private void Gather(SelectionSetNode selections, NamedType parent, List<Entry> fields, HashSet<string> seen)
    {
        foreach (var selection in selections.Items)
        {
            switch (selection)
            {
                case FieldNode node:
                    if (++_steps < MostSteps)
                        fields.Add(new Entry(node, parent, context.Schema.FieldOf(parent, node.Name)!));
                    else if (_told.Add(""))
                        context.Report(GraphQlCodes.TooComplex, "The document repeats its fields too often; write each field once.", [node.Location]);
                    break;
                case InlineFragmentNode inline:
                    Gather(inline.Selections, inline.TypeCondition is { } name ? context.Schema.Find(name)! : parent, fields, seen);
                    break;
                case FragmentSpreadNode spread when context.Fragments[spread.Name] is { } fragment && seen.Add(spread.Name):
                    Gather(fragment.Selections, context.Schema.Find(fragment.TypeCondition)!, fields, seen);
                    break;
            }
        }
    }

    private static IEnumerable<List<Entry>> ByName(List<Entry> fields) => fields.GroupBy(f => f.Node.ResponseName, StringComparer.Ordinal).Select(g => g.ToList());

    private static bool HasShape(GraphQlType left, GraphQlType right) => (left, right) switch
    {
        (NonNullType a, NonNullType b) => HasShape(a.Inner, b.Inner),
        (NonNullType, _) or (_, NonNullType) => false,
        (ListType a, ListType b) => HasShape(a.Item, b.Item),
        (ListType, _) or (_, ListType) => false,
        _ => ReferenceEquals(left, right) || (!left.Named.IsLeaf && !right.Named.IsLeaf),
    };

    private void Conflict(Entry first, Entry other, string reason)
    {
        if (_told.Add($"{first.Node.Location} {other.Node.Location}"))
            context.Report($"Fields \"{first.Node.ResponseName}\" conflict because {reason}. Use different aliases on the fields to fetch both if this was intentional.", first.Node.Location, other.Node.Location);
    }

    private sealed record Entry(FieldNode Node, NamedType Parent, FieldDefinition Field);
}
