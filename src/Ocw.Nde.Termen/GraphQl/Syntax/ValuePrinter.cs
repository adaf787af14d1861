using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Termen.GraphQl.Syntax;

/// <summary>Writes values as documents do, the fields of objects in order of their names: values are the same when they print the same.</summary>
internal static class ValuePrinter
{
    public static string Print(ValueNode node)
    {
        var text = new StringBuilder();
        Print(node, text);
        return text.ToString();
    }

    public static string Print(IEnumerable<ArgumentNode> arguments)
    {
        var text = new StringBuilder();
        Fields(arguments, text);
        return text.ToString();
    }

    private static void Print(ValueNode node, StringBuilder text)
    {
        switch (node)
        {
            case VariableNode variable:
                text.Append('$').Append(variable.Name);
                break;
            case ScalarNode { Kind: ScalarKind.String } literal:
                text.Append(JsonSerializer.Serialize(literal.Text, Execution.GraphQlJson.Strings));
                break;
            case ScalarNode scalar:
                text.Append(scalar.Text);
                break;
            case EnumNode name:
                text.Append(name.Name);
                break;
            case NullNode:
                text.Append("null");
                break;
            case ListNode list:
                text.Append('[');
                foreach (var (item, index) in list.Items.Select((item, index) => (item, index)))
                {
                    text.Append(index > 0 ? ", " : "");
                    Print(item, text);
                }

                text.Append(']');
                break;
            case ObjectNode fields:
                text.Append('{');
                Fields(fields.Fields, text);
                text.Append('}');
                break;
        }
    }

    private static void Fields(IEnumerable<ArgumentNode> fields, StringBuilder text)
    {
        foreach (var (field, index) in fields.OrderBy(f => f.Name, StringComparer.Ordinal).Select((field, index) => (field, index)))
        {
            text.Append(index > 0 ? ", " : "").Append(field.Name).Append(": ");
            Print(field.Value, text);
        }
    }
}
